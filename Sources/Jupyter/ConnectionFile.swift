import JSONSyntax

/// Where clients meet the kernel, and the key that they share with it: what a connection file says.
struct ConnectionFile {
  /// A way between clients and the kernel; the names stand in the file.
  enum Channel: String {
    /// Requests, one after the other.
    case shell
    /// Requests that are answered while others run.
    case control
    /// What all clients see.
    case iopub
    /// Questions to the user, of which there are none.
    case stdin
    /// Gives back what it gets, as a sign of life.
    case heartbeat = "hb"
  }

  let key: [UInt8]
  /// Name of the hash function that signatures use.
  let digest: String
  private let transport: String
  private let host: String
  private let file: JSON

  init(_ text: [UInt8]) throws(KernelError) {
    do { file = try JSON(text) } catch { throw KernelError("the connection file is not JSON: \(error.message), at byte \(error.offset)") }
    transport = try Self.string("transport", in: file)
    host = try Self.string("ip", in: file)
    key = Array(try Self.string("key", in: file).utf8)
    let scheme = try Self.string("signature_scheme", in: file)
    guard scheme.hasPrefix("hmac-") else { throw KernelError("the signature_scheme is hmac-sha256 or the like, not \(scheme)") }
    digest = String(scheme.dropFirst(5))
    guard ["tcp", "ipc"].contains(transport) else { throw KernelError("the transport is tcp or ipc, not \(transport)") }
  }

  /// Where a channel's socket is bound.
  func address(_ channel: Channel) throws(KernelError) -> String {
    let name = channel.rawValue + "_port"
    guard let port = file[name]?.integer, (1...65535).contains(port) else {
      throw KernelError("\(name) of the connection file is a number from 1 to 65535, not \(file[name]?.text ?? "missing")")
    }
    return "\(transport)://\(host)\(transport == "tcp" ? ":" : "-")\(port)"
  }

  private static func string(_ name: String, in file: JSON) throws(KernelError) -> String {
    guard let text = file[name]?.string else {
      throw KernelError("\(name) of the connection file is a text, not \(file[name]?.text ?? "missing")")
    }
    return text
  }
}

/// Why a kernel cannot run, or be installed.
public struct KernelError: Error {
  public let message: String
  init(_ message: String) { self.message = message }
}
