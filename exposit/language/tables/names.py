"""Names that carry a number of their own, so that iPhone 17 and CAC 40 are labels in every language.

A closed list: a capital before a number says nothing (“In London 500 people …”), and a missed quantity is worse than an
exemption an author has to write.
"""

from __future__ import annotations

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,2}"

NAMES = "|".join(
    (
        rf"(?:iPhone|iPad|iOS|iPadOS|macOS|watchOS|Windows|Android|Chrome|Firefox|Ubuntu|Debian|Python|Java) {_NUMBER}",
        rf"(?:PlayStation|Xbox|Bluetooth|PCIe|USB|DDR|Wi-Fi|HTTP|TLS|Web|Gen|Galaxy|Pixel) {_NUMBER}",
        r"(?:GPT|Claude|Gemini|Gemma|Llama|Grok|Qwen|Phi|Sora|Opus|Sonnet|Haiku|Titan|Nova) \d(?:\.\d{1,2})?",
        r"(?:Boeing 7\d7|Airbus A?[23]\d0|7-Eleven)",
        r"(?:RTX|GTX|GH|GB|MI) \d{3,4}",
        r"(?:ISO|IEC|RFC|IEEE|IFRS|IAS|ASC|FAS|SOC|EN|DIN|NF|PEP)(?:/IEC)? \d{1,5}(?:-\d{1,2})?",
        r"(?:S&P|Fortune|Forbes|FTSE|CAC|DAX|SBF|SMI|Russell|N(?:asdaq|ASDAQ|ikkei)|(?:Euro )?S(?:toxx|TOXX)) \d{2,4}",
        r"(?:Apollo|Falcon|Ariane|Artemis|Soyuz|Formul[ae]|Channel|Area|Catch|Route|Interstate|Studio) \d{1,3}",
        r"War [12]",
        r"9/11",
        r"France (?:2|3|4|5|24)",
        r"[48]K(?= (?:video|vidéo|TV|screen|display|resolution|monitor))",
    )
)
"""Patterns, a plain space for any single space; each ends before more letters or digits."""
