import JSONSyntax
import Session

/// What a kernel says about itself.
enum KernelInfo {
  /// Content of a `kernel_info_reply`.
  static var content: JSON {
    [
      "status": .string("ok"), "protocol_version": .string(KernelIdentity.protocolVersion), "implementation": .string("tegum"),
      "implementation_version": .string(Session.version),
      "banner": .string("Tegum \(Session.version). ? is help, :help shows the commands."),
      "language_info": language, "help_links": .array([]), "debugger": .bool(false), "supported_features": .array([]),
    ]
  }

  /// Colours are Swift's, whose words and strings are written alike: front ends have no others.
  private static var language: JSON {
    [
      "name": .string("tegum"), "version": .string(Session.version), "mimetype": .string("text/x-tegum"),
      "file_extension": .string(".tg"), "pygments_lexer": .string("swift"), "codemirror_mode": .string("swift"),
    ]
  }
}
