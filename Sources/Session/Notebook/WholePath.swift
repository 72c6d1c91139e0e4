@preconcurrency import Glibc

/// Paths from the root on.
enum WholePath {
  /// The whole path of a file or folder that exists, links followed; nil where there is none.
  /// - Parameter folder: where the path begins, unless it is whole; nil for the current folder.
  static func of(_ path: String, from folder: String? = nil) -> String? {
    guard let whole = realpath(path.hasPrefix("/") ? path : "\(folder ?? ".")/\(path)", nil) else { return nil }
    defer { free(whole) }
    return String(cString: whole)
  }
}
