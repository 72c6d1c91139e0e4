import Catalogue

extension HostBuiltins {
  static let lists: [Builtin] = [
    Builtin(
      "list", in: "lists", "A list of the elements of a range, a list, a string, a record or a tensor.",
      Parameter<Value>("values", "What to go over; of a record, its values."),
      examples: [Example("list(0..<3)", prints: "[0, 1, 2]")]
    ) { (context, values) throws(Failure) -> Value in
      if case .record(let record) = values { return .list(Array(record.fields.values)) }
      return .list(try context.elements(of: values, for: "list"))
    },
    Builtin(
      "count", in: "lists", "Number of elements of a list, range, string or tensor, or of fields of a record.",
      Parameter<Value>("values", "What to count."),
      examples: [Example("count([3, 1, 2])", prints: "3"), Example("count((a: 1, b: 2))", prints: "2")]
    ) { (context, values) throws(Failure) -> Value in
      switch values {
      case .record(let record): return .number(Double(record.fields.count))
      case .range(let range): return .number(Double(range.count))
      case .object(let object): if let known = try object.member("count", in: context) { return known }
      case .nothing, .bool, .number, .string, .list, .function: break
      }
      return .number(Double(try context.elements(of: values, for: "count").count))
    },
    Builtin(
      "append", in: "lists", "The list with one more element at its end.\n\n`list.append(x)` changes a variable in place.",
      Parameter<[Value]>("list", "The list."), Parameter<Value>("element", "What to add."),
      examples: [Example("append([1, 2], 3)", prints: "[1, 2, 3]")]
    ) { (_, list, element) throws(Failure) -> Value in .list(list + [element]) },
    Builtin(
      "reversed", in: "lists", "The elements in reverse order; of a string, its characters.",
      Parameter<Value>("values", "What to reverse."),
      examples: [Example("reversed(0..<3)", prints: "[2, 1, 0]"), Example("reversed(\"abc\")", prints: "cba")]
    ) { (context, values) throws(Failure) -> Value in
      if case .string(let text) = values { return .string(String(text.reversed())) }
      return .list(try context.elements(of: values, for: "reversed").reversed())
    },
    Builtin(
      "zip", in: "lists", "A list of lists: the first elements of each, then the second, as far as the shortest goes.",
      Parameter<[Value]>("lists", "What to go over at once.", rest: true),
      examples: [Example("zip([1, 2], [\"a\", \"b\"])", prints: "[[1, \"a\"], [2, \"b\"]]")]
    ) { (context, lists) throws(Failure) -> Value in
      var columns: [[Value]] = []
      for list in lists { columns.append(try context.elements(of: list, for: "zip")) }
      let count = columns.map(\.count).min() ?? 0
      return .list((0..<count).map { i in .list(columns.map { $0[i] }) })
    },
    Builtin(
      "stride", in: "lists", "A range from one number up to another, which does not belong to it, by a step.",
      Parameter<Double>("start", "The first number."), Parameter<Double>("end", "Where it ends; not part of it."),
      Parameter<Double>("by", "The step; negative to count down.", default: "1"),
      examples: [Example("list(stride(0, 10, by: 4))", prints: "[0, 4, 8]"), Example("list(stride(3, 0, by: -1))", prints: "[3, 2, 1]")]
    ) { (_, start, end, step) throws(Failure) -> Value in
      guard step != 0, step.isFinite else { throw Failure("stride wants a step other than 0") }
      return .range(NumberRange(lower: start, upper: end, step: step, closed: false))
    },
  ]
}
