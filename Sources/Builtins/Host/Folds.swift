import Catalogue

extension HostBuiltins {
  static let folds: [Builtin] = [
    Builtin(
      "map", in: "lists", "A list of what a function gives for each element.",
      Parameter<Value>("values", "A list, a range, a string or a tensor."),
      Parameter<Value>("function", "Gets an element; one without parameters is just called as often."),
      examples: [Example("map(0..<3) { $0^2 }", prints: "[0, 1, 4]")]
    ) { (context, values, function) throws(Failure) -> Value in
      let items = try context.elements(of: values, for: "map")
      var results: [Value] = []
      results.reserveCapacity(items.count)
      for item in items { results.append(try context.apply(function, item)) }
      return .list(results)
    },
    Builtin(
      "filter", in: "lists", "A list of the elements for which a function gives true.",
      Parameter<Value>("values", "A list, a range, a string or a tensor."),
      Parameter<Value>("function", "Gets an element and gives a Bool."),
      examples: [Example("filter(0..<6) { $0 % 2 == 0 }", prints: "[0, 2, 4]")]
    ) { (context, values, function) throws(Failure) -> Value in
      var results: [Value] = []
      for item in try context.elements(of: values, for: "filter") where try context.test(function, item, for: "filter") {
        results.append(item)
      }
      return .list(results)
    },
    Builtin(
      "reduce", in: "lists", "One value from all elements: starts from a value and goes on with the function's result.",
      Parameter<Value>("values", "A list, a range, a string or a tensor."), Parameter<Value>("start", "The value to begin with."),
      Parameter<Value>("function", "Gets the value so far and an element, and gives the next value."),
      examples: [Example("reduce(1...4, 1) { a, x in a * x }", prints: "24")]
    ) { (context, values, start, function) throws(Failure) -> Value in
      var result = start
      for item in try context.elements(of: values, for: "reduce") { result = try context.call(function, result, item) }
      return result
    },
  ]
}
