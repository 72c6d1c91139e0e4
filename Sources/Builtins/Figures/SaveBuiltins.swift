import Catalogue

/// Values written to files.
enum SaveBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "save", in: "files", "Writes a value to a file; its ending says how: a figure as .svg or .txt.",
      Parameter<Value>("value", "A figure."),
      Parameter<String>("file", "Its path.")
    ) { (context, value, path) throws(Failure) -> Value in
      guard case .object(let object) = value, let shown = object as? FigureObject else {
        throw Failure("save takes a figure, not \(context.describe(value))")
      }
      let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
      switch ending {
      case "svg": try OutputFile.write(shown.figure.svg(), to: path)
      case "txt": try OutputFile.write(shown.figure.text() + "\n", to: path)
      default: throw Failure("a figure is saved as .svg or .txt, not as \(ending.isEmpty ? "a file without an ending" : "." + ending)")
      }
      return .nothing
    }
  ]
}
