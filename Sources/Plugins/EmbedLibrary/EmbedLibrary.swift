import Foundation
import PackagePlugin

/// Embeds texts as strings, so that the binary runs from any folder: in `Builtins` every file of stdlib/ and of page/,
/// in `Session` the tour, in `Report` what its pages hold.
@main struct EmbedLibrary: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    if target.name == "Report" { return [try embed("page/report", ["css", "js"], "Pages", context)] }
    if target.name == "Session" { return [try embed("docs", ["tg"], "Tours", context)] }
    return [try embed("stdlib", ["tg"], "Library", context), try embed("page", ["css", "js"], "Pages", context)]
  }

  /// Embeds the files of a folder that end so as an enum with a name.
  private func embed(_ folder: String, _ endings: Set<String>, _ name: String, _ context: PluginContext) throws -> Command {
    let files = try FileManager.default.contentsOfDirectory(
      at: context.package.directoryURL.appending(path: folder), includingPropertiesForKeys: nil
    ).filter { endings.contains($0.pathExtension) }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
    return .buildCommand(
      displayName: "Embedding \(folder)", executable: try context.tool(named: "embed-library").url,
      arguments: [output.path, name] + files.map(\.path), inputFiles: files, outputFiles: [output])
  }
}
