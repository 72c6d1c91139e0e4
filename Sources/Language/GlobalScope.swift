import Catalogue
import OrderedCollections

/// Top-level names: of the builtins, of the standard library, of a module, of the user. A scope hands on what the scope below
/// has, as a name of its own, so that whoever sets it later reaches all code of this scope and none of the scope below.
final class GlobalScope {
  let base: GlobalScope?
  private(set) var globals: OrderedDictionary<String, Global> = [:]
  /// What declares names that are not there yet, when they are asked for.
  var unread: [String: () -> Void] = [:]

  init(over base: GlobalScope?) { self.base = base }

  /// A name's global, here or below.
  func find(_ name: String) -> Global? {
    if let own = globals[name] { return own }
    if let read = unread[name] {
      read()
      if let own = globals[name] { return own }
    }
    guard let below = base?.find(name), below.isDefined else { return nil }
    let own = Global(name)
    own.storage.pointee = below.storage.pointee
    own.isInherited = true
    own.documentation = below.documentation
    own.declaration = below.declaration
    globals[name] = own
    return own
  }

  /// The global that a declaration of `name` sets.
  func declare(_ name: String) -> Global {
    if let known = find(name) { return known }
    let global = Global(name)
    globals[name] = global
    return global
  }

  /// All names that have a value, those below included.
  var names: [String] {
    let own = globals.values.filter(\.isDefined).map(\.name) + unread.keys.sorted()
    guard let base else { return own }
    let known = Set(own)
    return own + base.names.filter { !known.contains($0) }
  }
}
