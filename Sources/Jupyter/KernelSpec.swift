import CMessaging
@preconcurrency import Glibc
import JSONSyntax
import Session

/// The file by which Jupyter's front ends know of this kernel and how it is started.
public enum KernelSpec {
  /// Puts it where front ends look for it, in place of an older one.
  /// - Parameters:
  ///   - dataFolder: one of Jupyter's data folders, which need not exist: `~/.local/share/jupyter`, `/usr/local/share/jupyter`.
  ///   - program: whole path of the program that runs as `kernel run -f FILE`.
  /// - Returns: the path of the file.
  public static func install(dataFolder: String, program: String) throws(KernelError) -> String {
    try Channels.loadLibraries()
    let folder = "\(dataFolder)/kernels/tegum"
    makeFolders(folder, mode: 0o755)
    let path = "\(folder)/kernel.json"
    guard let file = fopen(path, "w") else { throw error(path) }
    let text = content(program).text + "\n"
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else { throw error(path) }
    return path
  }

  private static func error(_ path: String) -> KernelError { KernelError("cannot write \(path): \(String(cString: strerror(errno)))") }

  private static func content(_ program: String) -> JSON {
    let arguments = [program, "kernel", "run", "-f", "{connection_file}"]
    return [
      "argv": .array(arguments.map { .string($0) }), "display_name": .string("Tegum"), "language": .string("tegum"),
      "interrupt_mode": .string("message"), "metadata": ["debugger": .bool(false)],
    ]
  }
}
