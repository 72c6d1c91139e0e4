import Catalogue
import Tensor
import Training

extension Tree {
  /// A value with its tensors taken from another one that has the same names and shapes.
  /// - Parameters:
  ///   - place: the names that lead to `given` in what `train` goes on from: "model".
  ///   - owner: whose the template is, for messages: "the model".
  /// - Throws: where a name or a shape differs; says both.
  static func filled(_ template: Value, from given: Value, at place: String, of owner: String) throws(Failure) -> Value {
    switch template {
    case .record(var record):
      guard case .record(let others) = given else { throw misfit(given, place, "\(owner) has a record there of \(names(record))") }
      if let missing = record.fields.keys.first(where: { others[$0] == nil }) {
        throw Failure("train: \(owner) has \(missing), and from holds no \(place).\(missing); it holds \(names(others))")
      }
      if let extra = others.fields.keys.first(where: { record[$0] == nil }) {
        throw Failure("train: from holds \(place).\(extra), and \(owner) has no \(extra); it has \(names(record))")
      }
      for (name, field) in record.fields {
        record[name] = try filled(field, from: others[name] ?? .nothing, at: "\(place).\(name)", of: owner)
      }
      return .record(record)
    case .list(let items) where !isNumeric(items):
      guard case .list(let others) = given, others.count == items.count else {
        throw misfit(given, place, "\(owner) has a list of \(items.count) there")
      }
      var filled: [Value] = []
      for (i, item) in items.enumerated() {
        let value = try Self.filled(item, from: others[i], at: "\(place).\(i)", of: owner)
        // numbers alone would be one vector
        if case .number(let x) = value { filled.append(.object(ArrayObject(Term(x)))) } else { filled.append(value) }
      }
      return .list(filled)
    default:
      guard let mine = try Term.reading(template) else { return template }
      guard let term = try Term.reading(given) else { throw misfit(given, place, "\(owner) has a tensor \(shapeText(mine.shape)) there") }
      guard term.shape == mine.shape else {
        throw Failure("train: from holds \(place) \(shapeText(term.shape)), and \(owner) has \(shapeText(mine.shape)) there")
      }
      return term.value
    }
  }

  private static func misfit(_ given: Value, _ place: String, _ wanted: String) -> Failure {
    let what =
      switch given {
      case .list(let items): "a list of \(items.count)"
      case .object(let object): object.summary
      default: "a \(given.typeName)"
      }
    return Failure("train: from holds \(what) as \(place), and \(wanted)")
  }

  private static func names(_ record: Record) -> String {
    record.fields.isEmpty ? "nothing" : record.fields.keys.joined(separator: ", ")
  }
}
