import Foundation
import PackagePlugin

/// Embeds texts as strings, so that the binary runs from any folder: in `Builtins` every file of stdlib/, in `Session` the tour.
@main struct EmbedLibrary: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let (folder, name) = target.name == "Builtins" ? ("stdlib", "Library") : ("docs", "Tours")
    let files = try FileManager.default.contentsOfDirectory(
      at: context.package.directoryURL.appending(path: folder), includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "tg" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
    return [
      .buildCommand(
        displayName: "Embedding \(folder)", executable: try context.tool(named: "embed-library").url,
        arguments: [output.path, name] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
