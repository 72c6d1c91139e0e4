import Catalogue
import Language
import Syntax

/// Finds what could stand at the end of a text.
struct Completer {
  private let place: CursorPlace
  private let interpreter: Interpreter
  private let locals: LocalNames

  init(_ text: [UInt8], _ interpreter: Interpreter) {
    place = CursorPlace(text)
    self.interpreter = interpreter
    locals = LocalNames(of: place)
  }

  var completion: Completion {
    var completion = Completion(range: place.start..<place.bytes.count)
    let called = place.call.flatMap { callee(endingAt: $0.callee) }
    if let call = place.call, let called { completion.call = called.hint(in: call) }
    switch place.typing {
    case .other: break
    case .string: completion.candidates = FileNames.candidates(place.prefix)
    case .member(let base):
      guard let value = value(endingAt: base) else { break }
      let members = interpreter.memberNames(of: value).map { candidate($0, .member, value.about(member: $0)) }
      completion.candidates = matching(members).sorted { $0.text < $1.text }
    case .name:
      if let call = place.call, call.isAtStart, let called {
        completion.candidates = arguments(call, called)
      } else if !place.prefix.isEmpty {
        completion.candidates = sortedNames
      }
    }
    return completion
  }

  // MARK: names

  private var names: [Completion.Candidate] {
    let known = interpreter.allNames.filter { !locals.names.contains($0) }.compactMap(interpreter.lookUp).map(candidate)
    let contextual = place.lexemes.isEmpty ? ["input", "import"] : []
    return locals.names.map { candidate($0, .local, "") } + known
      + (reservedWords + contextual).map { candidate($0, .keyword, "") }
  }

  private var sortedNames: [Completion.Candidate] { matching(names).sorted { $0.text < $1.text } }

  /// Labels, and values of the kind that the parameter wants where it wants one.
  private func arguments(_ call: CursorPlace.Call, _ callee: Callee) -> [Completion.Candidate] {
    var candidates: [Completion.Candidate] = []
    if call.label == nil {
      candidates = matching(callee.free(in: call).map { candidate($0.name + ": ", .label, callee.documentation($0)) })
    }
    guard let present = callee.present(in: call) else { return candidates }
    let wanted = WantedKinds(callee.documentation(callee.signature.parameters[present]), interpreter)
    let fitting = interpreter.allNames.filter { $0.hasPrefix(place.prefix) && !locals.names.contains($0) }
      .compactMap(interpreter.lookUp).filter(wanted.include).map(candidate)
    if !fitting.isEmpty { return candidates + fitting.sorted { $0.text < $1.text } }
    return place.prefix.isEmpty ? candidates : candidates + sortedNames
  }

  /// Those that begin with what is being typed; where none does, those that do but for the case.
  private func matching(_ candidates: [Completion.Candidate]) -> [Completion.Candidate] {
    let prefix = place.prefix
    let exact = candidates.filter { $0.text.hasPrefix(prefix) }
    return exact.isEmpty ? candidates.filter { $0.text.lowercased().hasPrefix(prefix.lowercased()) } : exact
  }

  private func candidate(_ name: String, _ kind: Completion.Candidate.Kind, _ summary: String) -> Completion.Candidate {
    Completion.Candidate(text: name, kind: kind, summary: summary)
  }

  private func candidate(_ info: Interpreter.NameInfo) -> Completion.Candidate {
    let isFunction = if case .function = info.value { true } else { false }
    let summary = info.builtin?.summary ?? info.documentation?.summary ?? (isFunction ? "" : info.value.typeName)
    return candidate(info.name, isFunction ? .function : .value, summary)
  }

  // MARK: values that are there

  /// The function that a call's callee is, where that is known without running anything.
  private func callee(endingAt index: Int) -> Callee? {
    guard case .function(let function)? = value(endingAt: index) else { return nil }
    let name = place.name(index)
    let info = place.symbol(index - 1) == "." ? nil : name.flatMap(interpreter.lookUp)
    return Callee(signature: function.signature, info: info, title: name ?? function.name ?? "func")
  }

  /// The value of names, members and elements that ends with a lexeme, where it is stored and need not be computed.
  private func value(endingAt index: Int) -> Value? {
    var steps: [(Value) -> Value?] = []
    var i = index
    while steps.count < 100 {
      if let name = place.name(i) {
        guard place.symbol(i - 1) == "." else {
          guard !locals.names.contains(name), var value = interpreter.lookUp(name)?.value else { return nil }
          for step in steps.reversed() {
            guard let next = step(value) else { return nil }
            value = next
          }
          return value
        }
        steps.append { $0.storedMember(name) }
        i -= 2
      } else if place.symbol(i) == "]", let (element, open) = element(closingAt: i) {
        steps.append { $0.storedElement(element) }
        i = open - 1
      } else {
        let isText = place.lexemes.indices.contains(i) && place.lexemes[i].kind == .string
        return isText && steps.isEmpty ? .string("") : nil
      }
    }
    return nil
  }

  /// The number in `[3]` or `[-1]`, and the index of its bracket.
  private func element(closingAt index: Int) -> (Int, Int)? {
    guard place.lexemes.indices.contains(index - 2), place.lexemes[index - 1].kind == .number,
      let number = Int(place.text(place.lexemes[index - 1]))
    else { return nil }
    if place.symbol(index - 2) == "[" { return (number, index - 2) }
    guard place.symbol(index - 2) == "-", place.symbol(index - 3) == "[" else { return nil }
    return (-number, index - 3)
  }
}

extension Value {
  /// What is said about a member.
  fileprivate func about(member name: String) -> String {
    if case .object(let object) = self { object.about(member: name) ?? "" } else { "" }
  }

  /// A member that is stored.
  fileprivate func storedMember(_ name: String) -> Value? {
    switch self {
    case .record(let record): record[name]
    case .object(let object): object.storedMember(name)
    case .nothing, .bool, .number, .string, .range, .list, .function: nil
    }
  }

  /// An element that is stored; a negative place counts from the end.
  fileprivate func storedElement(_ place: Int) -> Value? {
    if case .object(let entries as NumberedEntries) = self { return entries.number(place).flatMap { entries.items[$0] } }
    guard case .list(let items) = self else { return nil }
    let at = place < 0 ? place + items.count : place
    return items.indices.contains(at) ? items[at] : nil
  }
}
