import Catalogue
import JSONSyntax
import OrderedCollections
import Tensor

extension FileFormat {
  /// Numbers, strings, Bools, nil, and lists and records of these. Tensors come back as nested lists, tables as lists of records.
  static let json = FileFormat(
    ending: "json",
    save: { (value, file, context) throws(Failure) in
      var missing = 0
      let stored = try plain(value, "", depth: 0, &missing, context)
      if missing > 0 {
        context.note(
          "warning: \(file.name): JSON has no word for what is not finite: null stands for \(missing) number\(missing == 1 ? "" : "s")")
      }
      var writer = JSONWriter(context: context)
      try writer.write(stored)
      try file.append(writer.text + "\n")
    },
    load: { (file, context) throws(Failure) in
      let bytes = try file.whole()
      do throws(JSONError) {
        return value(of: try JSON(bytes))
      } catch {
        throw Failure("cannot load \(file.path): byte \(error.offset): \(error.message)")
      }
    })

  /// A value made of what JSON has.
  /// - missing: counts numbers that are not finite.
  private static func plain(
    _ value: Value, _ name: String, depth: Int, _ missing: inout Int, _ context: any Context
  ) throws(Failure) -> Value {
    guard depth < JSON.deepest else { throw Failure("values nested more than \(JSON.deepest) deep are not saved as .json") }
    switch value {
    case .nothing, .bool, .string: return value
    case .number(let x):
      if !x.isFinite { missing += 1 }
      return value
    case .list(let items):
      try context.checkpoint()
      var list: [Value] = []
      for (i, item) in items.enumerated() { list.append(try plain(item, "\(name)[\(i)]", depth: depth + 1, &missing, context)) }
      return .list(list)
    case .record(let record):
      var fields = record.fields
      for (key, field) in fields {
        fields[key] = try plain(field, name.isEmpty ? key : "\(name).\(key)", depth: depth + 1, &missing, context)
      }
      return .record(Record(fields))
    case .object(let table as Table): return try plain(.list(try table.elements() ?? []), name, depth: depth, &missing, context)
    case .object(let saved as any Savable): return try plain(try saved.saved, name, depth: depth, &missing, context)
    case .object(let array as ArrayObject):
      if case .tensor(let tensor) = array.term {
        missing += tensor.doubles.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
        return value
      }
    case .range, .function, .object: break
    }
    let what = context.describe(value)
    throw Failure(
      "\(name.isEmpty ? "\(what) cannot be saved" : "\(name) is \(what), which cannot be saved") as .json: that holds numbers, strings, Bools, nil, "
        + "tensors, tables, models, and records and lists of these")
  }

  private static func value(of json: JSON) -> Value {
    switch json {
    case .null: .nothing
    case .bool(let truth): .bool(truth)
    case .integer(let whole): .number(Double(whole))
    case .number(let x): .number(x)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map { value(of: $0) })
    case .object(let members):
      .record(Record(OrderedDictionary(uniqueKeysWithValues: members.map { ($0.name, value(of: $0.value)) })))
    }
  }
}
