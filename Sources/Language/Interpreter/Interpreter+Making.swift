import Catalogue

/// Models, runs and the like keep the call that they came from. Of nested calls the outermost named function counts: `toy`, not the `model`
/// in it. What a function was given, or found ready, is not of its making.
extension Interpreter {
  /// Notes on an object that a function gave how it came about.
  /// - Parameters:
  ///   - arguments: one for each parameter; nil where it had its default.
  ///   - begun: the count of calls when the function began.
  @inline(never) func note(_ object: any Object, _ function: Function, since begun: Int, _ arguments: (Int) -> Value?) {
    guard function.name != nil, object.making.map({ $0.time > begun && function is ScriptFunction }) ?? true else { return }
    var given = Record()
    for (i, parameter) in function.signature.parameters.enumerated() {
      guard let value = arguments(i) else { continue }
      if case .object(let argument) = value, argument === object { return }
      if parameter.takesLabels, case .record(let labels) = value {
        for (name, value) in labels.fields { given[name] = value }
      } else {
        given[parameter.name] = value
      }
    }
    object.making = Making(function, given, time: state.pointee.ticks)
  }
}
