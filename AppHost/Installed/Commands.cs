using Microsoft.Extensions.DependencyInjection;

namespace Clinic.AppHost.Installed;

/// <summary>What a person can ask of the platform in the dashboard. Nothing here deletes data or needs a right inside the platform.</summary>
static class Commands
{
    /// <summary>A command on one resource that starts another.</summary>
    public static void WithCommandToStart(this IResourceBuilder<ProjectResource> on, IResourceBuilder<ProjectResource> started, string title) =>
        on.WithCommand(started.Resource.Name, title, context => Of(context, KnownResourceCommands.StartCommand, started.Resource));

    /// <summary>A command that restarts the copies of a service one after another, each once the one before is healthy.</summary>
    public static void WithCommandToRestart(this IResourceBuilder<ProjectResource> on, IReadOnlyList<IResourceBuilder<ProjectResource>> copies)
    {
        if (copies.Count == 1) return;
        on.WithCommand("restart-copies", "Restart copies one after another", async context =>
        {
            foreach (var copy in copies)
            {
                if (await Of(context, KnownResourceCommands.RestartCommand, copy.Resource) is { Success: false } failed) return failed;
                await context.Services.GetRequiredService<ResourceNotificationService>().WaitForResourceHealthyAsync(copy.Resource.Name, context.CancellationToken);
            }
            return CommandResults.Success();
        });
    }

    static Task<ExecuteCommandResult> Of(ExecuteCommandContext context, string command, IResource resource) =>
        context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command, context.CancellationToken);
}
