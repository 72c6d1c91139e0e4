import Catalogue
import Language

/// Help as functions: what `?name` shows as a value that scripts can print.
enum HelpBuiltins {
  static let all: [Builtin] = [help, apropos]

  private static let help = Builtin(
    "help", in: "help", "The page of help on a name, a value or a group of functions, as `?name` shows it at the prompt.",
    Parameter<Value>("topic", "A function or another value, or a name as text; \"\" for the contents.", default: "\"\""),
    Parameter<Bool>("source", "Whether the page shows the source, as `??name` does.", default: "false"),
    examples: [
      Example("help(mse).signature", prints: "mse(xhat, x, importance: 1)"), Example("help(\"tensor\").summary.count > 0", prints: "true"),
    ]
  ) { (context, topic, source) throws(Failure) -> Value in
    let help = Help(try interpreter(of: context))
    if case .string(let name) = topic { return .object(HelpObject(try help.page(name, wantsSource: source))) }
    if source, case .function(let function) = topic, let name = function.name {
      return .object(HelpObject(try help.page(name, wantsSource: true)))
    }
    return .object(HelpObject(help.page(of: topic)))
  }

  private static let apropos = Builtin(
    "apropos", in: "help", "The functions whose name, summary or parameters mention every one of some words.",
    Parameter<String>("text", "Words, in capital or small letters."),
    examples: [Example("apropos(\"glorot\").functions[0].name", prints: "xavier")]
  ) { (context, text) throws(Failure) -> Value in .object(HelpObject(Help(try interpreter(of: context)).apropos(text))) }

  private static func interpreter(of context: any Context) throws(Failure) -> Interpreter {
    guard let interpreter = context as? Interpreter else { throw Failure("there is no help here") }
    return interpreter
  }
}
