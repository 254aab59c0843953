using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Gateway.Platform;

/// <summary>
/// What waits for the reader in all services, the most urgent first. Each service shows what is for the reader alone or for a right that
/// the reader holds; one that does not answer is named, so that nobody takes half a list for a whole one.
/// </summary>
public static class GetWorkList
{
    /// <summary>A part of the list, and the services that did not answer.</summary>
    /// <param name="Next">The place after which the next part begins; nothing when this is the last.</param>
    public sealed record Response(IReadOnlyList<WorkItem> Items, string? Next, IReadOnlyList<string> Missing);

    const string Own = "identity";

    // An alarm is over by itself when its cause is; whoever looks after the platform removes the cause.
    static readonly WorkKind Alarm = new("ops.alarm", nameof(AlarmWatch), "alarm", AlarmRoutes.Read);

    // Every service has these routes for its own list, so has the gateway; the platform's come first.
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var list = routes.MapGroup("/worklist").WithTags("Work list");
        list.MapGet("", List)
            .Needs(WorkListRoutes.Read)
            .WithOrder(-1)
            .WithSummary("What waits for me in all services, the most urgent first");
        list.MapGet("live", Watch)
            .Needs(WorkListRoutes.Read)
            .WithOrder(-1)
            .WithSummary("What waits for me in all services, live")
            .Produces<Response>(StatusCodes.Status200OK, "text/event-stream");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> List(
        [FromQuery] string[]? kind,
        Guid? branch,
        IdentityDb db,
        PolicyBook policies,
        AlarmWatch alarms,
        AskServices services,
        HttpContext http,
        CancellationToken stop,
        string? after = null,
        [Range(1, WorkQuestion.Most)] int limit = 100
    )
    {
        if (WorkQuestion.Read(kind, branch, after, limit, out var question) is { } no)
            return no.AsProblem();
        var asked = await services.Get<WorkPart>($"/worklist{http.Request.QueryString}", http, stop);
        return TypedResults.Ok(Together(question, asked, await OwnFor(question, db, policies, alarms, stop)));
    }

    static ServerSentEventsResult<JsonElement> Watch(
        [FromQuery] string[]? kind,
        Guid? branch,
        IdentityDb db,
        PolicyBook policies,
        AlarmWatch alarms,
        AskServices services,
        TimeProvider clock,
        HttpContext http,
        LiveStream live,
        CancellationToken stop
    )
    {
        var question = WorkQuestion.Of(kind, branch);
        var address = $"/worklist{http.Request.QueryString.Add("limit", $"{WorkQuestion.Most}")}";
        var bearer = http.Items[typeof(Bearer)] as Bearer;
        return live.Of(WorkListRoutes.Live, Look, stop);

        // The services would not know a reader any more whose token has run out meanwhile; with a new one the screen connects again.
        async Task<Response?> Look() =>
            bearer is null || clock.GetUtcNow() >= bearer.Expires
                ? null
                : Together(question, await services.Get<WorkPart>(address, http, stop), await OwnFor(question, db, policies, alarms, stop));
    }

    static Response Together(WorkQuestion question, AnswersOfServices<WorkPart> asked, IEnumerable<WorkItem> own)
    {
        var all = asked.Answers.SelectMany(pair => pair.Answer.Items.Select(item => item with { Service = pair.Service })).Concat(own);
        var part = question.PartOf(all, asked.Answers.Any(pair => pair.Answer.Next is not null));
        return new(part.Items, part.Next, asked.Missing);
    }

    // The gateway's list of alarms is the platform's. They are composed here and stored nowhere (docs/decisions/0014).
    static async Task<IEnumerable<WorkItem>> OwnFor(
        WorkQuestion question,
        IdentityDb db,
        PolicyBook policies,
        AlarmWatch alarms,
        CancellationToken stop
    )
    {
        var own = await WorkListRoutes.For(question, db, policies, stop);
        var standing = question.Wants(Alarm) && db.Caller.Grants.Have(Alarm.Needs.Code) ? alarms.Standing : [];
        return own.Concat(standing.Select(alarm => WorkListRoutes.ItemOf(Alarm, alarm.Code, IdOf(alarm), alarm.Since)))
            .Select(item => item with { Service = Own });
    }

    // The same as long as the alarm stands, and in every copy of the gateway.
    static Guid IdOf(StandingAlarm alarm) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{alarm.Code} {alarm.About}")).AsSpan(0, 16));
}
