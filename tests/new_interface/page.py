

PAGES["restex"] = Page(
    agent_id=True,
    rows=(
        Row("cause", "integer", mandatory=True, values=(1, 2)),  # 1
        Row("minutes", "integer", minimum=1),  # 2
        Row("password", "string", maximum_length=8, secret=True),  # 3
        Row(  # 4
            "substitutes",
            "array",
            maximum_items=2,
            element=Row("", "object", members=(Row("workNo", "integer", minimum=1),)),  # 4.1
        ),
    ),
)
