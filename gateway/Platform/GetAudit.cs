using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Gateway.Platform;

/// <summary>
/// The administrator sees who saw or changed what in all services, the newest first: whose record it was (<c>subject</c>: "who has seen my
/// record"), or who did it (<c>person</c>), in a time. Ids, acts and names of fields only. One that does not answer is named.
/// </summary>
public static class GetAudit
{
    /// <summary>The lines, the id after which the next part begins, and the services that did not answer.</summary>
    public sealed record Response(IReadOnlyList<Line> Items, Guid? Next, IReadOnlyList<string> Missing);

    /// <param name="Service">Where it happened; <c>identity</c> is the gateway itself.</param>
    /// <param name="Actor"><c>person:…</c> or <c>system:…</c>.</param>
    /// <param name="PersonId">The member of staff who did it; nothing when the platform did.</param>
    /// <param name="Kind"><c>read</c>, or how a row changed.</param>
    /// <param name="Fields">Their names, never what was in them.</param>
    public sealed record Line(
        string Service,
        Guid Id,
        DateTimeOffset At,
        string Actor,
        [Employee] Guid? PersonId,
        string Act,
        string Kind,
        string Record,
        Guid RecordId,
        [Place] Guid? BranchId,
        IReadOnlyList<string> Fields
    );

    // Every service has this route for its own audit, so has the gateway; the platform's comes first.
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/audit", Handle)
            .Needs(AuditRoutes.Read)
            .WithOrder(-1)
            .WithTags("Audit")
            .WithSummary("Who saw or changed what in all services, the newest first (after: the id named as next by the page before)");

    static async Task<Ok<Response>> Handle(
        IdentityDb db,
        AskServices services,
        HttpContext http,
        Guid? subject,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        KeyValuePair<string, string?>[] question =
        [
            new(nameof(subject), subject?.ToString()),
            new(nameof(person), person?.ToString()),
            new(nameof(from), from?.ToString("O", CultureInfo.InvariantCulture)),
            new(nameof(to), to?.ToString("O", CultureInfo.InvariantCulture)),
            new(nameof(after), after?.ToString()),
            new(nameof(limit), limit.ToString(CultureInfo.InvariantCulture)),
        ];
        var address = $"/audit{QueryString.Create(question.Where(part => part.Value is not null))}";
        var asked = await services.Get<Page<AuditRoutes.Line>>(address, http, stop);
        var own = await AuditRoutes.Of(new(subject, person, from, to, after, limit), db, stop);
        // Each answered its newest lines; the newest of all are among them.
        List<(string Service, Page<AuditRoutes.Line> Answer)> pages = [.. asked.Answers, ("identity", own)];
        List<Line> lines =
        [
            .. pages.SelectMany(pair => pair.Answer.Items.Select(line => Of(pair.Service, line))).OrderByDescending(line => line.Id),
        ];
        var goesOn = lines.Count > limit || pages.Exists(pair => pair.Answer.Next is not null);
        List<Line> first = [.. lines.Take(limit)];
        return TypedResults.Ok(new Response(first, goesOn ? first[^1].Id : null, asked.Missing));
    }

    static Line Of(string service, AuditRoutes.Line line) =>
        new(
            service,
            line.Id,
            line.At,
            line.Actor,
            line.PersonId,
            line.Act,
            line.Kind,
            line.Record,
            line.RecordId,
            line.BranchId,
            line.Fields
        );
}
