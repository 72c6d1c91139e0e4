import Catalogue
import Syntax

/// The resolved text of a function, shared by all closures made of it.
final class FunctionCode {
  let name: String?
  let signature: Signature
  /// Code of the defaults, in the order of the parameters; it runs in the function's own frame.
  var defaults: [Node?] = []
  let parameterCount: Int
  /// Slots of a frame: parameters first.
  var size = 0
  /// Slots that get the captured values.
  var captureSlots: [Int] = []
  /// Slot that holds the function itself, where it mentions its own name.
  var selfSlot: Int?
  var body: Code
  /// Whether a `return` may end it early.
  let hasReturn: Bool
  let span: Span

  init(name: String?, signature: Signature, hasReturn: Bool, _ span: Span) {
    self.name = name
    self.signature = signature
    parameterCount = signature.parameters.count
    self.hasReturn = hasReturn
    self.span = span
    body = Code(Constant(.nothing, span))
  }
}

/// A function of the language with the variables that it captured.
final class ScriptFunction: Function {
  let code: FunctionCode
  let captures: [Value]
  // What each call looks at, copied from the code to be near at hand.
  let size: Int
  let parameterCount: Int
  private let takesMore: Bool
  private let hasReturn: Bool
  private let body: Code

  init(_ code: FunctionCode, captures: [Value]) {
    self.code = code
    self.captures = captures
    size = code.size
    parameterCount = code.parameterCount
    takesMore = code.selfSlot != nil || !captures.isEmpty
    hasReturn = code.hasReturn
    body = code.body
    super.init(name: code.name, signature: code.signature)
  }

  /// Runs it; its parameters are in the frame.
  func run(_ frame: Frame) throws(Failure) -> Value {
    try frame.tick()
    if takesMore { fill(frame) }
    guard hasReturn else { return try body.evaluate(frame) }
    var result = Value.nothing
    _ = try body.execute(frame, &result)
    return result
  }

  /// Puts what it captured, and itself, into a frame.
  func fill(_ frame: Frame) {
    if let slot = code.selfSlot { frame.slots[slot] = .function(self) }
    for (i, slot) in code.captureSlots.enumerated() { frame.slots[slot] = captures[i] }
  }
}

/// What became of the texts of a native function's defaults.
final class PreparedDefaults {
  /// Code of each default; it runs in a frame whose first slots are the parameters.
  let defaults: [Node?]
  /// Slots of such a frame.
  let size: Int
  init(_ defaults: [Node?], size: Int) {
    self.defaults = defaults
    self.size = size
  }
}

extension Function {
  /// As messages call it.
  var title: String { name ?? "the function" }
}
