@preconcurrency import Glibc

/// Files and folders, for the text of a string.
enum FileNames {
  /// Folders with more entries are not read to their end.
  private static let most = 5000

  /// What a path could go on to.
  /// - Parameter path: as far as it is typed; its folder is looked at.
  static func candidates(_ path: String) -> [Completion.Candidate] {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, prefix) = (String(path[..<slash]), path[slash...])
    guard let entries = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(entries) }
    var found: [Completion.Candidate] = []
    for _ in 0..<most {
      guard let entry = readdir(entries) else { break }
      let name = name(of: entry)
      // A name with a quote or a control character would not stand in a string as it is.
      guard name.hasPrefix(prefix), !name.hasPrefix(".") || prefix.hasPrefix("."), name != ".", name != ".." else { continue }
      guard !name.unicodeScalars.contains(where: { $0.value < 32 || $0 == "\"" || $0 == "\\" || $0 == "\u{FFFD}" }) else { continue }
      let isFolder = isFolder(folder + name)
      found.append(Completion.Candidate(text: folder + name + (isFolder ? "/" : ""), kind: isFolder ? .folder : .file, summary: ""))
    }
    return found.sorted { $0.text < $1.text }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
