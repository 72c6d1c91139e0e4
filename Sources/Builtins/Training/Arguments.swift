import Catalogue
import Tensor
import Training

// Types of the arguments that several builtins take.

/// `precision: 32` or `64`.
struct PrecisionArgument: Convertible {
  static let expectation = "32 or 64"
  let value: Precision
  init?(_ value: Value) {
    switch Int(value) {
    case 32: self.value = .float32
    case 64: self.value = .float64
    default: return nil
    }
  }
}

/// A seed: a whole number, or the `seed` of a run, of which a Number does not hold all 64 bits.
struct SeedArgument: Convertible {
  static let expectation = "a whole number, or the seed of a run"
  let key: Key
  init?(_ value: Value) {
    if let whole = Int(value) {
      key = Key(UInt64(bitPattern: Int64(whole)))
    } else if case .string(let text) = value, text.count == 16, let bits = UInt64(text, radix: 16) {
      key = Key(bits)
    } else {
      return nil
    }
  }

  /// A key as a value that reads back as it.
  static func value(of key: Key) -> Value {
    if key.bits <= 1 << 53 { return .number(Double(key.bits)) }
    let digits = String(key.bits, radix: 16)
    return .string(String(repeating: "0", count: 16 - digits.count) + digits)
  }
}

/// Seeds of several trainings: one for all, or a list with one for each.
enum SeedsArgument: Convertible {
  static let expectation = "a seed, or a list of seeds"
  case all(Key)
  case each([Key])

  init?(_ value: Value) {
    if let seed = SeedArgument(value) {
      self = .all(seed.key)
    } else if let seeds = [SeedArgument](value) {
      self = .each(seeds.map(\.key))
    } else {
      return nil
    }
  }

  /// The seed of training i.
  subscript(i: Int) -> Key {
    switch self {
    case .all(let key): key
    case .each(let keys): keys[i]
    }
  }
}

/// Something that can be called: a closure, a function, a model, a distribution.
struct Callable: Convertible {
  static let expectation = "a function"
  let value: Value
  init?(_ value: Value) {
    switch value {
    case .function: self.value = value
    case .object(let object) where object is HostFunction || object is Model || object is Distribution: self.value = value
    default: return nil
    }
  }
}

/// What `train` trains: a model, or a run that goes on; or a list of them.
enum TrainedArgument: Convertible {
  static let expectation = "a model, a run to go on with, or a list of these"
  case model(Model)
  case run(Run)
  case list([TrainedArgument])

  init?(_ value: Value) {
    switch value {
    case .object(let object as Model): self = .model(object)
    case .object(let object as Run): self = .run(object)
    case .list(let items):
      let all = items.compactMap { TrainedArgument($0) }
      guard all.count == items.count, !all.contains(where: { $0.isList }) else { return nil }
      self = .list(all)
    default: return nil
    }
  }

  private var isList: Bool { if case .list = self { true } else { false } }
}

/// What `best` chooses from: a number of runs to be made, or runs.
enum BestArgument: Convertible {
  static let expectation = "a whole number or a list of runs"
  case count(Int)
  case runs([Run])

  init?(_ value: Value) {
    if let count = Int(value) {
      self = .count(count)
    } else if case .list(let items) = value {
      let runs = items.compactMap { if case .object(let run as Run) = $0 { run } else { nil } }
      guard runs.count == items.count else { return nil }
      self = .runs(runs)
    } else {
      return nil
    }
  }
}

extension Context {
  /// The key of a given seed, or the session's next one.
  func key(_ seed: SeedArgument?) -> Key { seed?.key ?? engine.seeds.next() }
}

struct DistributionArgument: Convertible {
  static let expectation = "a distribution"
  let value: Distribution
  init?(_ value: Value) {
    guard case .object(let object) = value, let distribution = object as? Distribution else { return nil }
    self.value = distribution
  }
}

struct ModelArgument: Convertible {
  static let expectation = "a model"
  let value: Model
  init?(_ value: Value) {
    guard case .object(let object) = value, let model = object as? Model else { return nil }
    self.value = model
  }
}

extension Context {
  /// Data that is neither a distribution nor a tensor of samples.
  func noData(_ value: Value) -> Failure {
    guard case .nothing = value else {
      return Failure("data is a distribution or a tensor [samples × features], not \(describe(value))")
    }
    return Failure("this model has no data", hint: "say what to draw samples from: data: sparse(5)")
  }
}
