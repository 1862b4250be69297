"""Checks the fields of a form after each keystroke.

Run it with ``python examples/python/form.py``. It prints:

    userAccount te       incomplete  userAccount must have at least 6 characters; it has 2.
    userAccount test12   acceptable
    userAccount test 12  rejected    userAccount contains characters that are not allowed: “ ”.
    agentType   7        rejected    agentType must be 4, 5, 11 or 99; it is 7.
"""

import aicc

keystrokes = [("userAccount", "te"), ("userAccount", "test12"), ("userAccount", "test 12"), ("agentType", "7")]

for field, text in keystrokes:
    report = aicc.check_field("agentAccount/create", f"/{field}", text)
    # incomplete: more keystrokes can make the text valid, so a form shows no error yet.
    # rejected: no further keystroke makes the text valid, so a form shows the error at once.
    sentence = report.findings[0].message("en") if report.findings else ""
    print(f"{field:12}{text:9}{report.state:12}{sentence}".rstrip())
