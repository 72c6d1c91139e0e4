import Catalogue

extension Builtins {
  /// Tegum's version, three numbers.
  public static let version = "0.1.0"
}

extension HostBuiltins {
  static let version: [Builtin] = [
    Builtin(
      "version", in: "values", "Tegum's version, to be kept with results.",
      examples: [Example("split(version(), \".\").count", prints: "3")]
    ) { (_) throws(Failure) -> String in Builtins.version }
  ]
}
