"""The middleware that stands before Streamlit's server."""
