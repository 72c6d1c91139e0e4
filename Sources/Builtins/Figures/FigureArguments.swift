import Catalogue
import Plotting
import Tensor

/// A figure as an argument.
struct FigureArgument: Convertible {
  static let expectation = "a figure, such as plot(x)"
  let picture: Picture

  init?(_ value: Value) {
    guard case .object(let object) = value, let figure = object as? FigureObject else { return nil }
    picture = figure.picture
  }
}

/// Numbers in a row.
struct VectorArgument: Convertible {
  static let expectation = "a vector of numbers"
  let values: [Double]

  init?(_ value: Value) {
    guard let known = Known(value), known.tensor.rank <= 1 else { return nil }
    values = known.tensor.doubles
  }
}

/// Numbers in rows and columns.
struct MatrixArgument: Convertible {
  static let expectation = "a matrix of numbers"
  let values: [Double]
  let rows: Int
  let columns: Int

  init?(_ value: Value) {
    guard let known = Known(value), known.tensor.rank == 2 else { return nil }
    values = known.tensor.doubles
    (rows, columns) = (known.tensor.shape[0], known.tensor.shape[1])
  }
}

/// One colour.
struct ColourArgument: Convertible {
  static let expectation = "a colour: \(SeriesColours.names.map(quotedText).joined(separator: ", ")) or one such as \"#d55e00\""
  let colour: Colour

  init?(_ value: Value) {
    guard case .string(let name) = value, let colour = SeriesColours.named(name) else { return nil }
    self.colour = colour
  }
}

/// One colour, or values that a scale of colours shows.
enum PointColourArgument: Convertible {
  static let expectation = "\(ColourArgument.expectation), or a number for each point"
  case one(Colour)
  case values([Double])

  init?(_ value: Value) {
    if let one = ColourArgument(value) {
      self = .one(one.colour)
    } else if let vector = VectorArgument(value) {
      self = .values(vector.values)
    } else {
      return nil
    }
  }

  func colour(areAngles: Bool = false) -> Figure.PointColour {
    switch self {
    case .one(let colour): .one(colour)
    case .values(let values): .values(values, areAngles: areAngles)
    }
  }
}

/// Numbers for each of some points, by name.
struct ToldArgument: Convertible {
  static let expectation = "a record of vectors, such as (bias: m.b)"
  let lists: [(name: String, values: [Double])]

  init?(_ value: Value) {
    guard case .record(let record) = value else { return nil }
    var lists: [(name: String, values: [Double])] = []
    for (name, field) in record.fields {
      guard let vector = VectorArgument(field) else { return nil }
      lists.append((name, vector.values))
    }
    self.lists = lists
  }
}

/// Two numbers.
struct PairArgument: Convertible {
  static let expectation = "a list of two numbers"
  let first: Double
  let second: Double

  init?(_ value: Value) {
    guard let vector = VectorArgument(value), vector.values.count == 2, vector.values.allSatisfy(\.isFinite) else { return nil }
    (first, second) = (vector.values[0], vector.values[1])
  }
}
