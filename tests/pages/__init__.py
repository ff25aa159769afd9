"""Tests of the pages, as Streamlit runs them."""
