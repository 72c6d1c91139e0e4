import Catalogue

/// A kind of file, known by its ending.
struct FileFormat: Sendable {
  /// Without its point, in small letters.
  let ending: String
  /// Writes a value; throws where the format does not hold it. Nil where nothing is saved so.
  var save: (@Sendable (_ value: Value, _ file: OutputFile, _ context: any Context) throws(Failure) -> Void)?
  /// Pixels in an inch where nobody says: two for each of the picture's own, as screens have today.
  var usualDpi = 192.0
  /// Writes a figure in so many pixels an inch. Nil where a file of this kind has none.
  var paint: (@Sendable (_ figure: Value, _ dpi: Double, _ file: OutputFile, _ context: any Context) throws(Failure) -> Void)?
  /// Reads what a file holds. Nil where nothing is loaded from it.
  var load: (@Sendable (_ file: InputFile, _ context: any Context) throws(Failure) -> Value)?

  /// All kinds, in the order in which messages list them.
  static let all = [safetensors, npy, npz, vec, bin, svg, png, pdf, html, gif, apng, text, markdown, csv, json]

  /// The kind of a file by its name.
  /// - purpose: what messages call it: "save".
  /// - isFit: whether the kind can be used for that.
  static func of(_ path: String, for purpose: String, _ isFit: (FileFormat) -> Bool) throws(Failure) -> FileFormat {
    let parts = (path.split(separator: "/", omittingEmptySubsequences: false).last ?? "").split(separator: ".")
    let ending = path.hasSuffix(".") || parts.count < 2 ? "" : parts[parts.count - 1].lowercased()
    let fit = all.filter(isFit)
    if let format = fit.first(where: { $0.ending == ending }) { return format }
    let given = ending.isEmpty ? "\(quotedText(path)) has none" : ".\(ending) is unknown to it"
    let known = fit.map { "." + $0.ending }.joined(separator: ", ")
    throw Failure("\(purpose) goes by the ending of the file's name, and \(given)", hint: "endings that it knows: \(known)")
  }
}
