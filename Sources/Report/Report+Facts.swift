import Catalogue

extension Report.Cell {
  /// Its title, and the time that it took, each behind a blank; empty where there is none.
  public var title: String { cell.metadata.first { $0.name == "title" }?.value.string.map { " \($0)" } ?? "" }
  public var time: String { seconds.map { " (\(Report.duration($0)))" } ?? "" }
}

extension Report {
  /// What the run was made of, for the reader who wants to repeat it.
  var facts: [(name: String, value: String)] {
    let seconds = cells.compactMap(\.seconds).reduce(0, +)
    return [("file", name), ("Tegum", version), ("seed", String(seed))] + inputs.map { ("input \($0.name)", $0.value) }
      + [("time", Self.duration(seconds))]
  }

  /// Seconds in three digits: `3.21 s`, `12 ms`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 0.0995 { return "\(numberText((seconds * 1e4).rounded() / 10)) ms" }
    let digits = seconds < 9.995 ? 100.0 : seconds < 99.95 ? 10 : 1
    return "\(numberText((seconds * digits).rounded() / digits)) s"
  }
}
