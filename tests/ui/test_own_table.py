"""A reader's own table within a session: what the address bar is told of it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def letting_go() -> None:
    """Let go of a table, and keep the query strings that the browser is told."""
    from unittest.mock import patch

    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from commitments.ui import own_table

    with patch.object(get_script_run_ctx(), "_enqueue") as told:
        own_table.let_go()
    messages = [call.args[0] for call in told.call_args_list]
    st.session_state["told"] = [message.page_info_changed.query_string for message in messages]


def test_a_table_let_go_is_taken_from_a_link_that_has_just_been_written():
    """The browser may have sent its click before it heard of the table in its link."""
    app = AppTest.from_function(letting_go)
    app.query_params["province"] = "hebei"
    assert app.run().session_state["told"] == ["province=hebei"]


def test_a_table_let_go_leaves_the_rest_of_the_link():
    app = AppTest.from_function(letting_go)
    app.query_params["province"] = "hebei"
    app.query_params["yours"] = "beside"
    assert app.run().session_state["told"] == ["province=hebei"]
