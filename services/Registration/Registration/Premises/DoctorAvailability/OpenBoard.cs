using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>The desk asks for today's board before the morning made it (WF-08 1); however often, there is one.</summary>
public static class OpenBoard
{
    public sealed record Request([property: GivenId] Guid BranchId);

    internal static void Map(RouteGroupBuilder boards) =>
        boards.MapPost("", Handle).Needs(Rights.CheckBoard).WithSummary("Prefills today's board when there is none yet");

    static async Task<Results<Ok<GetStatusBoard.Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        BoardOfDay boards,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var board = await boards.GetOrCreateBoard(request.BranchId, today, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(await GetStatusBoard.Answer(board, db, stop));
    }
}
