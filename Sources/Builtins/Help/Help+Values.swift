import Catalogue
import Language

extension Help {
  /// What a value is, with its members. No value is written out that may be large.
  func page(ofValue value: Value, name: String, info: Interpreter.NameInfo?) -> HelpPage {
    var page = HelpPage(name: name, origin: interpreter.describe(value), summary: value.about)
    if let documentation = info?.documentation {
      page.details = ([documentation.summary] + documentation.details).filter { !$0.isEmpty }
    }
    if case .object(let object) = value, let making = object.making { page.details.append("Made by \(text(of: making)).") }
    let rows: [HelpPage.Row] = interpreter.memberNames(of: value).map { ($0, self.about($0, of: value)) }
    page.sections = [HelpPage.Section(title: "Members", rows: rows)]
    return page
  }

  /// The call that a value came from, its arguments in a few words each.
  private func text(of making: Making) -> String {
    let arguments = making.arguments.fields.map { "\($0.key): \(interpreter.describe($0.value))" }
    return "\(making.function.name ?? "a function")(\(arguments.joined(separator: ", ")))"
  }

  /// A page on `m.W` or `run.model.W`; nil where the topic is no such path of something known.
  func pageOfMember(_ topic: String) throws(Failure) -> HelpPage? {
    let path = topic.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count > 1, let base = interpreter.lookUp(path[0]) else { return nil }
    var value = base.value
    var text: String?
    for name in path.dropFirst() {
      let names = interpreter.memberNames(of: value)
      guard names.contains(name) else {
        var failure = Failure("\(interpreter.describe(value)) has no member \(name)")
        failure.hint = Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
        throw failure
      }
      text = value.about(member: name)
      guard let member = try value.member(name, in: interpreter) else {
        return HelpPage(name: topic, origin: "", summary: text ?? "")
      }
      value = member
    }
    if case .function(let function) = value { return self.page(ofFunction: function, name: topic, info: nil) }
    var page = page(ofValue: value, name: topic, info: nil)
    if let text { page.details.insert(text, at: 0) }
    return page
  }

  /// A line about a member: what its type says, else what it holds.
  private func about(_ name: String, of value: Value) -> String {
    if let text = value.about(member: name) { return text }
    guard let member = try? value.member(name, in: interpreter) else { return "" }
    return interpreter.describe(member)
  }
}

extension Value {
  /// What a value of this type is.
  fileprivate var about: String {
    switch self {
    case .nothing: "The value of what has none."
    case .bool: "true or false."
    case .number: "A number in 64 bits (IEEE 754)."
    case .string: "Text; \"\\(x)\" in it writes a value."
    case .range: "Numbers from one end to the other: 0..<n without n, 0...n with it."
    case .list: "Values one after another, numbered from 0 on."
    case .record: "Values by name, in the order in which they were given."
    case .function: "What can be called with arguments."
    case .object(let object): object.about
    }
  }

  fileprivate func about(member name: String) -> String? {
    switch self {
    case .list, .string, .range: name == "append" ? "list.append(x) adds an element to a variable." : "Number of elements."
    case .object(let object): object.about(member: name)
    case .nothing, .bool, .number, .record, .function: nil
    }
  }

  /// What `.name` reads; nil where that is no value of its own.
  fileprivate func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    switch self {
    case .record(let record): record[name]
    case .object(let object): try object.member(name, in: context)
    case .nothing, .bool, .number, .string, .range, .list, .function: nil
    }
  }
}
