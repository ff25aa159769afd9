"""Files to take away: tables of commitments, and the slides, pages and figures of a briefing."""
