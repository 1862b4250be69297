import AICC
import Foundation

// The code of docs/how-to/third-language.md, word for word. The tests run it.

enum Spanish {
    private static let labels = [
        "/agentid": "El número de agente",
        "/phonenum": "El teléfono",
        "/callNumber/*": "El teléfono de software",
    ]

    private static let sentences = [
        "required": "{label} es obligatorio.",
        "minimum": "{label} debe ser {minimum} o mayor.",
        "maximum": "{label} debe ser {maximum} o menor.",
        "maxLength": "{label} admite {maximum} caracteres; tiene {actual}.",
        "maxItems": "Se admiten {maximum} elementos; hay {actual}.",
    ]

    /// Returns the sentence in Spanish. If the app has no template, it returns the sentence of the package.
    static func sentence(_ finding: Finding) -> String {
        let place = finding.pointer.replacingOccurrences(of: "/[0-9]+", with: "/*", options: .regularExpression)
        guard let template = sentences[finding.rule], let label = labels[place] else { return finding.sentence }
        let params = finding.params.mapValues(\.text).merging(["label": label]) { param, _ in param }
        return params.reduce(template) { text, param in text.replacingOccurrences(of: "{\(param.key)}", with: param.value) }
    }
}
