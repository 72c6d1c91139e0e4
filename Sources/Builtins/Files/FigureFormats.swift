import Catalogue
import Plotting

extension FileFormat {
  /// A figure as vectors.
  static let svg = FileFormat(
    ending: "svg", save: { (value, file, _) throws(Failure) in try file.append(try figure(value, "svg").svg()) })

  /// The figure that a value is.
  /// - orText: whether the file may hold a text as well.
  static func figure(_ value: Value, _ ending: String, orText: Bool = false) throws(Failure) -> Figure {
    guard case .object(let object) = value, let shown = object as? FigureObject else {
      let given = if case .object(let object) = value { object.summary } else { "a \(value.typeName)" }
      throw Failure(
        "a .\(ending) file holds a figure\(orText ? " or a text" : ""), not \(given)",
        hint: "plot(x) makes one; numbers are saved as .safetensors, tables as .csv")
    }
    return shown.figure
  }
}
