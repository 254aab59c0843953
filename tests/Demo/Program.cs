using System.Diagnostics;
using System.Text.Json;
using Clinic.TestSupport;

// The demonstration: waits for the platform that is being launched on new data, tells one story through its gateway, and brings its
// clock to today. Called by ./run --demo with the data folder and the launch's process.
var (data, launch) = (args[0], Process.GetProcessById(int.Parse(args[1], null)));
var daysBack = int.Parse(await File.ReadAllTextAsync(Path.Combine(data, "days-back")), null);
var gateway = await Eventually.Sees(
    () => Task.FromResult(launch.HasExited ? throw new InvalidOperationException("The launch ended.") : Healthy()),
    door => door is not null,
    TimeSpan.FromMinutes(5)
);
var secret = JsonDocument
    .Parse(await File.ReadAllTextAsync(Path.Combine(data, "secrets.json")))
    .RootElement.GetProperty("administrator-secret")
    .GetString()!;

Console.WriteLine("\n  The story, told through the gateway:\n");
var group = await ClinicGroup.Found(gateway!, secret, daysBack);
OneTrueStory story = new(group);
foreach (var (sentence, tell) in story.Chapters)
{
    Console.WriteLine($"  {group.Platform.Now.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}  {sentence}");
    await tell();
}
await story.At(DateTimeOffset.UtcNow);

Console.WriteLine(
    $"""

      It is today. Look around; everybody's password is: {ClinicGroup.Password}
        the director               {Named(story.Director)}
        the company's manager      {Named(story.Manager)}
        the payroll officer        {Named(story.Pay.Officer)}
        the escort                 {Named(story.Escort)}
        the administrator          {Named(group.Administrator)}
      Whoever has a secret shows six digits besides: give it to an authenticator app, or to oathtool --totp -b SECRET
      The whole chain, as each of them may see it:   GET {gateway}trail/{story.Engagement.Id}
      The escort's payslips:                         GET {gateway}api/payroll/payslips/mine
    """
);

static string Named(Member member) => member.Authenticator is { } app ? $"{member.Login}   secret: {app.Secret}" : member.Login;

Uri? Healthy()
{
    try
    {
        var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "run.json"))).RootElement;
        return run.GetProperty("launcher").GetInt32() == launch.Id && run.GetProperty("secondsToReady").ValueKind == JsonValueKind.Number
            ? new(run.GetProperty("gateway").GetString()!)
            : null;
    }
    catch (FileNotFoundException)
    {
        return null;
    }
}
