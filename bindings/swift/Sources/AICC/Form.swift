/// A form for one request, which checks the text of a field after each edit: what the forms of all interfaces have in common.
///
/// A pointer is the JSON Pointer of a field: `/phonenum`, `/skills/1/skillId`. A form can be used from any thread.
public protocol Form: AnyObject, Sendable {
    /// The message of the request.
    associatedtype Message: Hashable, Sendable

    /// Returns every field, in the order of the vendor's page.
    func fields() -> [FormField]

    /// Replaces the text of a field and returns the new state of the field. Integers and booleans are written as in JSON.
    /// Throws `UnknownFieldError` if the form has no such field.
    func edit(pointer: String, text: String) throws -> FormState

    /// Returns the state of a field. Throws `UnknownFieldError` if the form has no such field.
    func state(pointer: String) throws -> FormState

    /// Returns the non-empty texts by the pointers of their fields, so that the app can save them when it goes to the
    /// background. If the app asks for secrets, it must not save them where others can read them.
    func texts(includingSecrets: Bool) -> [String: String]

    /// Sets the text of each field that has a pointer in `texts`; other fields keep their text. Returns the pointers that
    /// match no field of the form.
    @discardableResult
    func restore(texts: [String: String]) -> [String]

    /// Empties every field and wipes the texts.
    func clear()

    /// Removes an element of a list, `/skills/1`. The elements after it move up by one. Throws `UnknownFieldError` if the
    /// pointer is not the pointer of an element.
    func remove(pointer: String) throws

    /// Returns the report on the request in its present state. The pointer of a finding is the pointer of a field of the
    /// form, with the index that the element has in the form.
    func report() -> Report

    /// Returns the message, or a report of every rule that the form breaks.
    func message() -> Parsed<Message>
}

extension Form {
    /// Returns the non-empty texts of the fields that are not secret, by the pointers of the fields.
    public func texts() -> [String: String] {
        texts(includingSecrets: false)
    }
}

extension FormField: Identifiable {
    /// The pointer, which is unique in the form.
    public var id: String { pointer }
}
