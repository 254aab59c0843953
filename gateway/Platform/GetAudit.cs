using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Platform;

/// <summary>
/// The administrator sees who changed or read what in all services (R-108, RPT-35): whose record it was (<c>subject</c>: "who has seen my
/// record"), or who did it (<c>person</c>), in a time. Ids, acts and names of fields only, in the order they were written down.
/// </summary>
public static class GetAudit
{
    /// <summary>Administrators only.</summary>
    public static readonly Permission Read = new("audit.read");

    /// <summary>The lines, where the next part begins, and the services that did not answer.</summary>
    public sealed record Response(IReadOnlyList<Line> Items, Guid? Next, IReadOnlyList<string> Missing);

    /// <param name="Service">Where it happened; <c>identity</c> is the gateway itself.</param>
    /// <param name="Actor"><c>person:…</c> or <c>system:…</c>.</param>
    /// <param name="PersonId">The member of staff who did it; nothing when the platform did.</param>
    /// <param name="Kind"><c>read</c>, or which change it was.</param>
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
        [Place] Guid BranchId,
        IReadOnlyList<string> Fields
    );

    /// <summary>One line as a service writes it down.</summary>
    sealed record Noted(
        Guid Id,
        DateTimeOffset At,
        string Actor,
        string Act,
        string Kind,
        string Record,
        Guid RecordId,
        Guid BranchId,
        IReadOnlyList<string> Fields
    );

    // Every service has this route for its own audit, so has the gateway; the platform's comes first.
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/audit", Handle)
            .Needs(Read)
            .WithOrder(-1)
            .WithTags("Operations")
            .WithSummary("Who changed or read what in all services (after: the last id of the page before)");

    static async Task<Ok<Response>> Handle(
        IdentityDb db,
        HttpContext http,
        Guid? subject,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        // Each has its first lines; the first of all are among them.
        KeyValuePair<string, string?>[] question =
        [
            new(nameof(subject), subject?.ToString()),
            new(nameof(person), person?.ToString()),
            new(nameof(from), from?.ToString("O", CultureInfo.InvariantCulture)),
            new(nameof(to), to?.ToString("O", CultureInfo.InvariantCulture)),
            new(nameof(after), after?.ToString()),
            new(nameof(limit), limit.ToString(CultureInfo.InvariantCulture)),
        ];
        var asked = await AskServices.For<Page<Noted>>(
            http,
            $"/audit{QueryString.Create(question.Where(part => part.Value is not null))}",
            stop
        );
        var did = person is { } actor ? $"person:{actor}" : null;
        var own = await db.Set<AuditRow>()
            .AsNoTracking()
            .Where(row =>
                (subject == null || row.RecordId == subject)
                && (did == null || row.Actor == did)
                && (from == null || row.At >= from)
                && (to == null || row.At < to)
                && (after == null || row.Id > after)
            )
            .OrderBy(row => row.Id)
            .Select(row => new Noted(row.Id, row.At, row.Actor, row.Act, row.Kind, row.Record, row.RecordId, row.BranchId, row.Fields))
            .ToPage(limit, row => row.Id, stop);
        var answers = asked.Documents.Append((Service: "identity", Document: own)).ToList();
        var lines = answers.SelectMany(answer => answer.Document.Items.Select(noted => Of(answer.Service, noted)));
        List<Line> first = [.. lines.OrderBy(line => line.Id).Take(limit)];
        var isLast = answers.TrueForAll(answer => answer.Document.Next is null) && answers.Sum(Lines) == first.Count;
        return TypedResults.Ok(new Response(first, isLast ? null : first[^1].Id, asked.Missing));
    }

    static int Lines((string Service, Page<Noted> Document) answer) => answer.Document.Items.Count;

    static Line Of(string service, Noted noted) =>
        new(
            service,
            noted.Id,
            noted.At,
            noted.Actor,
            noted.Actor.StartsWith("person:", StringComparison.Ordinal) ? Guid.Parse(noted.Actor["person:".Length..]) : null,
            noted.Act,
            noted.Kind,
            noted.Record,
            noted.RecordId,
            noted.BranchId,
            noted.Fields
        );
}
