"""The app that most tutorials teach, with the same data and the same widgets."""

import altair as alt
import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
shapes = gpd.read_file("geodata/provinces.geojson")
table = pd.read_csv("targets.csv")
indicators = pd.read_csv("codebook/indicators.csv").set_index("id")["name"]
sources = pd.read_csv("codebook/sources.csv").set_index("id")["title"]

figures = table[table["value"].notna() & table["place"].isna() & (table["province"] != "National")]
theme = st.selectbox("Theme", ["All", "air", "water", "carbon", "ecology"])
if theme != "All":
    figures = figures[figures["theme"] == theme]
counts = figures.groupby("indicator")["province"].nunique().sort_values(ascending=False)
indicator = st.selectbox("Indicator", counts.index, format_func=indicators.get)
figures = figures[figures["indicator"] == indicator]
years = figures["year"].value_counts().index
year = st.selectbox("Due year", years if len(years) else [0])
shown = figures[figures["year"] == year] if len(years) else figures
province = st.selectbox("Province", ["", *shapes["name"]])

joined = shapes.merge(
    shown.drop_duplicates("province"), left_on="name", right_on="province", how="left"
)
drawn = folium.Map(location=[36, 104], zoom_start=4)
choropleth = folium.Choropleth(
    geo_data=joined,
    data=joined,
    columns=["name", "value"],
    key_on="feature.properties.name",
    fill_color="YlGn",
    legend_name=str(indicators.get(indicator)),
).add_to(drawn)
folium.GeoJsonTooltip(["name", "value", "unit"]).add_to(choropleth.geojson)

left, right = st.columns([3, 2])
with left:
    st_folium(drawn, height=520, use_container_width=True)
with right:
    st.altair_chart(
        alt.Chart(shown)
        .mark_point(filled=True)
        .encode(x="value", y=alt.Y("province", sort="-x"), tooltip=["province", "value", "unit"])
    )
st.dataframe(shown.assign(source=shown["source"].map(sources)))
st.write(f"painted {indicator} {year}")
