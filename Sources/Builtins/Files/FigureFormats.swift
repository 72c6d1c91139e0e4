import Catalogue
import Plotting

extension FileFormat {
  /// A figure as vectors.
  static let svg = FileFormat(
    ending: "svg", save: { (value, file, _) throws(Failure) in try file.append(try figure(value, "svg").svg()) })

  /// A figure as characters.
  static let text = FileFormat(
    ending: "txt", save: { (value, file, _) throws(Failure) in try file.append(try figure(value, "txt").text() + "\n") })

  private static func figure(_ value: Value, _ ending: String) throws(Failure) -> Figure {
    guard case .object(let object) = value, let shown = object as? FigureObject else {
      let given = if case .object(let object) = value { object.summary } else { "a \(value.typeName)" }
      throw Failure("a .\(ending) file holds a figure, not \(given)", hint: "plot(x) makes one; numbers are saved as .safetensors")
    }
    return shown.figure
  }
}
