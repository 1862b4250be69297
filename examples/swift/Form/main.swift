// Fills in a sign-in form, keystroke by keystroke. Run it with `swift run --package-path bindings/swift Form`. It prints:
//
//     Agent ID | 2 | incomplete | Agent ID must be at least 101; it is 2.
//     Agent ID | 291 | acceptable
//     Agent IP address | 10.0.0.x | rejected | Agent IP address must be an IPv4 address (such as 10.0.0.5).
//     Agent IP address |  | acceptable
//     The form can be submitted.

import AICC

let form = AgentSignInForm()
let labels = Dictionary(uniqueKeysWithValues: form.fields().map { ($0.pointer, $0.label) })

var canBeSubmitted = false
for (pointer, text) in [("/agentid", "2"), ("/agentid", "291"), ("/ip", "10.0.0.x"), ("/ip", "")] {
    let field = try form.edit(pointer: pointer, text: text)
    // incomplete: more keystrokes can make the text valid, so a screen shows no error yet.
    // rejected: no further keystroke makes the text valid, so a screen shows the error at once.
    let parts = [labels[pointer] ?? "", text, "\(field.state)"] + field.findings.map(\.sentence)
    print(parts.joined(separator: " | "))
    canBeSubmitted = field.canBeSubmitted
}
if canBeSubmitted { print("The form can be submitted.") }
