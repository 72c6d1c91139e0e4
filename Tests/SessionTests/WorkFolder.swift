import Foundation

/// An empty folder that becomes the process's current one, so that what scripts and examples save does not lie among the sources.
/// Scripts run side by side in it: each saves under names of its own.
enum WorkFolder {
  private static let entered = Result {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/test-files").standardizedFileURL.path
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard FileManager.default.changeCurrentDirectoryPath(path) else { throw CocoaError(.fileNoSuchFile) }
  }

  /// Enters it, the first time.
  static func enter() throws { try entered.get() }
}
