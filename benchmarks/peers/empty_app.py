"""The floor: one selectbox and one line of text."""

import gc

import streamlit as st


@st.cache_resource
def settle() -> bool:
    gc.collect()
    gc.freeze()
    return True


settle()
choice = st.selectbox("Indicator", [f"choice {i}" for i in range(12)])
st.write(f"painted {choice}")
