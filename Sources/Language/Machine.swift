import Catalogue
import Syntax

/// What running code reads and writes all the time. It lies behind a pointer, since a class's fields are checked for
/// overlapping access each time.
struct MachineState {
  /// First free slot of the stack of values.
  var top: UnsafeMutablePointer<Value>
  let end: UnsafeMutablePointer<Value>
  var depth = 0
  let deepest: Int
  /// Counts loop turns and calls; every 256th looks for an interrupt.
  var ticks = 0
  /// The count that a submission may not exceed.
  var lastTick = Int.max
  /// Place of the operator, call or index under way.
  var span = Span.none
  /// Addresses below it are left to the host: the machine's stack ends there.
  var stackLimit: UInt = 0
  unowned(unsafe) let interpreter: Interpreter
}

/// The variables of one call, and the machine.
struct Frame {
  let slots: UnsafeMutablePointer<Value>
  let state: UnsafeMutablePointer<MachineState>

  var interpreter: Interpreter {
    @inline(__always) get { state.pointee.interpreter }
  }

  /// Called at each turn of a loop and each call.
  @inline(__always) func tick() throws(Failure) {
    state.pointee.ticks &+= 1
    if state.pointee.ticks & 255 == 0 { try interpreter.checkpoint() }
  }
}

extension UnsafeMutablePointer<MachineState> {
  /// Reserves slots at the top of the stack of values for a call; they hold nothing yet.
  @inline(__always) func reserve(_ size: Int, _ span: Span) throws(Failure) -> UnsafeMutablePointer<Value> {
    let base = pointee.top
    guard pointee.depth < pointee.deepest, base + size < pointee.end, pointee.depth & 7 != 0 || hasStack() else { throw tooDeep(span) }
    pointee.depth &+= 1
    pointee.top = base + size
    return base
  }

  /// Whether the thread's stack has room for the next calls. It is looked at each eighth time: the host is left more than they take.
  @inline(never) private func hasStack() -> Bool {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) } > pointee.stackLimit
  }

  private func tooDeep(_ span: Span) -> Failure {
    Failure("calls are nested too deeply (\(pointee.depth) of them)", hint: "does a function call itself without an end?", at: span)
  }

  /// Empties slots of a call that ends, of which the first `count` hold values, and frees them.
  @inline(__always) func release(_ count: Int, _ base: UnsafeMutablePointer<Value>) {
    for i in 0..<count {
      switch base[i] {
      case .number, .bool, .nothing: break
      default: (base + i).deinitialize(count: 1)
      }
    }
    pointee.top = base
    pointee.depth &-= 1
  }
}

/// A variable that closures share with the function that declared it. It stands in the slot in place of its value.
final class Cell: Object {
  let storage: UnsafeMutablePointer<Value>
  var typeName: String { "Cell" }

  init(_ value: Value) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: value)
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// The variable's value where a slot holds a cell; else what it holds.
  static func content(_ slot: Value) -> Value {
    if case .object(let object) = slot, let cell = object as? Cell { return cell.storage.pointee }
    return slot
  }
}

/// Stands in a global that has no value yet.
final class Unset: Object, Sendable {
  static let marker = Unset()
  var typeName: String { "Unset" }
}

/// A name of the top level.
final class Global {
  let name: String
  let storage: UnsafeMutablePointer<Value>
  /// Whether it may be assigned to.
  var isVariable = false
  /// Whether its value came from the scope below (the standard library, the builtins) and nobody has set it here.
  var isInherited = false
  /// Whether it is of the standard library, and will have a value when the file under way is read.
  var isPromised = false
  var documentation: Documentation?
  /// The statement that declared it.
  var declaration: Span?

  init(_ name: String) {
    self.name = name
    storage = .allocate(capacity: 1)
    storage.initialize(to: .object(Unset.marker))
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  var isDefined: Bool {
    if case .object(let object) = storage.pointee { return object !== Unset.marker }
    return true
  }
}
