/// A form for one request, which answers at each keystroke: what all forms have in common.
///
/// A pointer is the JSON Pointer of a field: `/phonenum`, `/skills/1/skillId`. Any thread can use a form.
public protocol Form: AnyObject, Sendable {
    /// Every field, in the order of the page.
    func fields() -> [FormField]

    /// Puts a text into a field in place of the one that stands there, and returns what the field amounts to. Integers and
    /// booleans are typed as they are written in JSON. Throws `UnknownFieldError` when the form has no such field.
    func edit(pointer: String, text: String) throws -> FormState

    /// What the text in a field amounts to. Throws `UnknownFieldError` when the form has no such field.
    func state(pointer: String) throws -> FormState

    /// Returns the texts that are not empty, by the pointers of their fields: keep them when the app goes to the background.
    /// An app that asks for secrets must not write them to a place that others can read.
    func texts(includingSecrets: Bool) -> [String: String]

    /// Puts texts into their fields, by pointer; other fields keep their text. Returns the pointers that lead to no field
    /// of this form, whose texts are left out.
    @discardableResult
    func restore(texts: [String: String]) -> [String]

    /// Empties every field, and wipes the texts.
    func clear()

    /// Removes an element of a list, `/skills/1`; later elements move up by one. Throws `UnknownFieldError` when the
    /// pointer leads to no element of a list.
    func remove(pointer: String) throws

    /// The report on the request as it would be sent. Each finding stands at a field, with the index that an element has
    /// in the form.
    func report() -> Report
}

extension Form {
    /// The texts that are not empty and not secret, by the pointers of their fields.
    public func texts() -> [String: String] {
        texts(includingSecrets: false)
    }
}

extension AccountCreateForm: Form {}
extension InfoQueryForm: Form {}
extension SettingsCreateForm: Form {}
extension SignInForm: Form {}

extension FormField: Identifiable {
    /// The pointer, which no other field of the form has.
    public var id: String { pointer }
}
