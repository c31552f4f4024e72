"""The colours by name: what each is used for."""

COLOURS = [
    ("Deep", "#0b4450", "Header, main button, rules, done. 10.7 on white"),
    ("Deep 2", "#062f38", "Hover, shadow of buttons. 14.3 on white"),
    ("Link", "#0b4f5e", "Links, always underlined in text. 9.2 on white"),
    ("Mid", "#7db6bd", "Submitted; committed money. Ink on it 8.7"),
    ("Mid, its line", "#3f7d86", "4.7 on white"),
    ("Pale", "#cfe3e5", "Draft; allocated money. Ink on it 14.7"),
    ("Wash", "#eef5f5", "One boxed form a page, footer"),
    ("Accent", "#b3480b", "Only what stands in the way, or is now. 5.5 on white"),
    ("Soft", "#484949", "Second lines. 9.0 on white"),
    ("None", "#5c6b6f", "Outline of what is not started. 5.5 on white"),
    ("Focus", "#ffdd00", "Focus, with ink. 14.5"),
]


def context() -> dict[str, object]:
    return {"colours": COLOURS}
