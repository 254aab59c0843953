using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.WholeRecord.Forgotten;

/// <summary>
/// The branch manager makes a client unknown at the client's wish, with a reason, under every id that was merged into this one:
/// name and occupation go, the data keys go and with them phone, address, identity number and the texts of the chart for ever; the record
/// stays for its figures. <c>ClientForgotten</c> makes the other services do the same. Refused until the years of keeping have passed
/// since the client was last here, and while a membership, an open visit or an appointment stands. Once.
/// </summary>
public static class ForgetClient
{
    public sealed record Request([property: Text(300, Least = 5)] string Reason);

    public sealed record Response(DateTimeOffset ForgottenAt);

    /// <summary>A-38: outpatient charts are kept fifteen years.</summary>
    public static readonly Policy<int> RetentionYears = new("records.retentionYears", 15, 15, 100, "A-38, to be verified");

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/forgetting", Handle)
            .Needs(Rights.ForgetClients)
            .WithSummary("Makes a client unknown after the years of keeping")
            .Refuses(WholeRecordRefusals.StillKept, WholeRecordRefusals.StillServed);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (client.ForgottenAt is null)
        {
            var now = clock.GetUtcNow();
            var lastHere =
                await db.Visits.Where(visit => visit.ClientId == clientId).MaxAsync(visit => (DateTimeOffset?)visit.CheckedInAt, stop)
                ?? client.RegisteredAt;
            if (lastHere.AddYears(policies.Value(RetentionYears, client.BranchId, now)) > now)
                return WholeRecordRefusals.StillKept.AsProblem();
            if (
                await db.Members.AnyAsync(member => member.ClientId == clientId && member.State == MemberState.Enrolled, stop)
                || await db.Visits.AnyAsync(visit => visit.ClientId == clientId && visit.ClosedAt == null, stop)
                || await db.Appointments.AnyAsync(appointment => appointment.ClientId == clientId && appointment.EndsAt > now, stop)
            )
                return WholeRecordRefusals.StillServed.AsProblem();

            var same = await db.IdsOfSamePerson(clientId, stop);
            foreach (var known in await db.Clients.Where(known => same.Contains(known.Id) && known.ForgottenAt == null).ToListAsync(stop))
                Forget(known);
            db.Publish(client.NextUpdate(now), clientId);
            await db.ForgetSubjects([.. same, .. await VisitsWithNotes(db, same, stop)], stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);

            void Forget(Client known)
            {
                known.Forget(now);
                db.Add(
                    new Forgetting
                    {
                        Id = known.Id,
                        BranchId = known.BranchId,
                        Reason = request.Reason.Normalized(),
                        ForgottenBy = caller.PersonId,
                        ForgottenAt = now,
                    }
                );
                db.Publish(new ClientForgotten(known.Id, known.BranchId, now), known.Id);
            }
        }
        return TypedResults.Ok(new Response(client.ForgottenAt!.Value));
    }

    // What was noted while somebody waited has a key of the visit.
    static Task<List<Guid>> VisitsWithNotes(RegistrationDb db, IReadOnlyCollection<Guid> same, CancellationToken stop) =>
        db
            .WaitingCares.Where(care =>
                care.Note != null && db.Visits.Any(visit => visit.Id == care.VisitId && same.Contains(visit.ClientId))
            )
            .Select(care => care.VisitId)
            .Distinct()
            .ToListAsync(stop);
}

/// <summary>Who made a client unknown, why and when.</summary>
public sealed class Forgetting : IBranchScoped, IAppendOnly
{
    /// <summary>The client.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; init; }
    public required string Reason { get; init; }
    public Guid ForgottenBy { get; init; }
    public DateTimeOffset ForgottenAt { get; init; }
}
