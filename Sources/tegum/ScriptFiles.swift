@preconcurrency import Glibc

/// Scripts that a command line names: files, `-`, and folders, which stand for the scripts in them and below.
enum ScriptFiles {
  /// The scripts, those of a folder by name. A folder without any is an error, which is told to `output`.
  static func all(_ paths: [String], _ output: ToolOutput, where isWanted: (_ name: String) -> Bool = { _ in true }) -> [Script]? {
    var scripts: [Script] = []
    var isComplete = true
    for path in paths {
      guard isFolder(path) else {
        scripts.append(Script(path))
        continue
      }
      let found = files(below: path, isWanted)
      if found.isEmpty {
        output.note("error: there are no .tg files in '\(path)'")
        isComplete = false
      }
      scripts += found.map(Script.init)
    }
    return isComplete ? scripts : nil
  }

  private static func isFolder(_ path: String) -> Bool {
    var about = stat()
    return path != "-" && stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
  }

  /// Hidden files and folders are left out, and links to folders, which may go in a circle.
  private static func files(below folder: String, _ isWanted: (String) -> Bool) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) })
    }
    return names.sorted().flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var about = stat()
      guard !name.hasPrefix("."), lstat(path, &about) == 0 else { return [] }
      if about.st_mode & S_IFMT == S_IFDIR { return files(below: path, isWanted) }
      return name.hasSuffix(".tg") && isWanted(name) ? [path] : []
    }
  }
}
