@preconcurrency import Glibc

/// Makes a folder, and those that it lies in, where they are missing.
/// - Parameter mode: who may use them.
public func makeFolders(_ path: String, mode: mode_t) {
  var made = ""
  for part in path.split(separator: "/", omittingEmptySubsequences: false) {
    made += part + "/"
    mkdir(made, mode)
  }
}
