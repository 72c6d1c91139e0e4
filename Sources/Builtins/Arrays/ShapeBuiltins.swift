import Catalogue
import Tensor
import Training

/// Tensors in other shapes.
enum ShapeBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "reshape", in: "tensors", "The same elements in another shape.", Parameter<Term>("x", "A tensor."),
      Parameter<[Value]>("shape", "Length of each axis, or one list of them; one of them may be -1.", rest: true),
      examples: [Example("reshape(arange(6), 2, 3).shape", prints: "[2, 3]")]
    ) { (context, x, lengths) throws(Failure) -> Term in
      context.mark([x])
      guard var shape = [Int](lengths.count == 1 ? (Int(lengths[0]) == nil ? lengths[0] : .list(lengths)) : .list(lengths)),
        shape.allSatisfy({ $0 >= -1 }), shape.filter({ $0 == -1 }).count <= 1
      else { throw Failure("reshape: the lengths are whole numbers that are not negative; one of them may be -1") }
      if let open = shape.firstIndex(of: -1) {
        let rest = shape.reduce(1) { $1 == -1 ? $0 : $0.multipliedReportingOverflow(by: $1).partialValue }
        guard rest > 0, x.count % rest == 0 else {
          throw Failure("reshape: \(x.count) elements do not fill whole rows of \(rest)")
        }
        shape[open] = x.count / rest
      }
      _ = try attempt { () throws(TensorError) in try Tensor.checkedCount(shape, for: "reshape") }
      return try attempt { () throws(TensorError) in try x.reshaped(shape) }
    },
    Builtin(
      "flatten", in: "tensors", "All numbers of a tensor, a record or a list, one after another. [N]",
      Parameter<Value>("x", "A tensor, or a record or list of tensors."),
      examples: [Example("flatten([[1, 2], [3, 4]])", prints: "[1, 2, 3, 4]")]
    ) { (context, x) throws(Failure) -> Value in
      let leaves = try Tree.leaves(x)
      context.mark(leaves)
      if leaves.isEmpty { return Term.tensor(Tensor([Double](), shape: [0])).value }
      return try attempt { () throws(TensorError) in
        if leaves.count == 1 { return try leaves[0].reshaped([leaves[0].count]) }
        return try Term.joined(leaves.map { (leaf: Term) throws(TensorError) in try leaf.reshaped([leaf.count]) }, axis: 0, stacking: false)
      }.value
    },
    Builtin(
      "unflatten", in: "tensors", "The numbers of a vector in the shapes of a tensor, record or list: the inverse of flatten.",
      Parameter<Term>("x", "A vector [N]."), Parameter<Value>("like", "What flatten was given."),
      examples: [Example("unflatten([1, 2, 3, 4], like: zeros(2, 2))[1]", prints: "[3, 4]")]
    ) { (context, x, like) throws(Failure) -> Value in
      context.mark([x])
      let shapes = try Tree.leaves(like).map(\.shape)
      let total = shapes.reduce(0) { $0 + $1.reduce(1, *) }
      guard x.rank == 1, x.count == total else {
        throw Failure("unflatten: x is \(shapeText(x.shape)), and `like` holds \(total) numbers")
      }
      var start = 0
      var leaves: [Term] = []
      for shape in shapes {
        let count = shape.reduce(1, *)
        leaves.append(
          try attempt { () throws(TensorError) in
            let part = try IndexMap.resolve(shape: x.shape, indices: [.range(from: start, to: start + count, closed: false)])
            return try x.gathered(part).reshaped(shape)
          })
        start += count
      }
      return try Tree.rebuilt(like, from: leaves)
    },
    Builtin(
      "concat", in: "tensors", "Tensors joined along an axis.", Parameter<[Term]>("parts", "Tensors that differ in that axis only."),
      Parameter<Int>("axis", "Where they are joined.", default: "0"),
      examples: [Example("concat([[1, 2], [3]])", prints: "[1, 2, 3]")]
    ) { (context, parts, axis) throws(Failure) -> Term in
      context.mark(parts)
      guard !parts.isEmpty else { throw Failure("concat needs at least one tensor") }
      return try attempt { () throws(TensorError) in try Term.joined(parts, axis: axis, stacking: false) }
    },
    Builtin(
      "stack", in: "tensors", "Tensors of one shape joined along a new axis.", Parameter<[Term]>("parts", "Tensors of one shape."),
      Parameter<Int>("axis", "Where the new axis stands.", default: "0"),
      examples: [Example("stack([[1, 2], [3, 4]], axis: 1)[0]", prints: "[1, 3]")]
    ) { (context, parts, axis) throws(Failure) -> Term in
      context.mark(parts)
      guard !parts.isEmpty else { throw Failure("stack needs at least one tensor") }
      return try attempt { () throws(TensorError) in try Term.joined(parts, axis: axis, stacking: true) }
    },
    Builtin(
      "diag", in: "tensors", "The diagonal of a matrix [n × n] → [n]; of a vector, the matrix that has it.",
      Parameter<Term>("x", "A matrix or a vector."), examples: [Example("diag([[1, 2], [3, 4]])", prints: "[1, 4]")]
    ) { (context, x) throws(Failure) -> Term in
      context.mark([x])
      return try attempt { () throws(TensorError) in
        if x.rank == 1 { return try x.reshaped([x.count, 1]) * .tensor(try Tensor.eye(x.count)) }
        return try x.gathered(try IndexMap.diagonal(x.shape))
      }
    },
  ]
}
