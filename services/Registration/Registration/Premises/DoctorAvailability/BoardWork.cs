namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// What waits about the board of a day until which act (WF-08): each floor to be checked and reported, the board to be published, and each
/// guide, greeter and receptionist of the branch to read it. A board of yesterday waits for nobody.
/// </summary>
static class BoardWork
{
    const string Noun = "status board";

    /// <summary>With the floor.</summary>
    public static readonly WorkKind Floor = new("registration-status-board.floor", nameof(CheckFloor), Noun, Rights.CheckBoard);

    public static readonly WorkKind Publication = new(
        "registration-status-board.publication",
        nameof(PublishBoard),
        Noun,
        Rights.PublishBoard
    );

    /// <summary>With the person for whom it waits.</summary>
    public static readonly WorkKind Reading = new(
        "registration-status-board.acknowledgement",
        nameof(AcknowledgeBoard),
        Noun,
        Rights.AcknowledgeBoard
    );

    /// <summary>The board was made.</summary>
    public static void Begin(RegistrationDb db, StatusBoard board, IEnumerable<Guid> floors)
    {
        foreach (var floor in floors)
            db.AskPost(Floor, board.Id, board.BranchId, board.DueAt, floor);
        db.AskPost(Publication, board.Id, board.BranchId, board.DueAt);
    }

    /// <summary>The board was published.</summary>
    public static async Task Publish(RegistrationDb db, StatusBoard board, IEnumerable<Guid> readers, CancellationToken stop)
    {
        await db.SettleWork(Publication, board.Id, stop);
        foreach (var reader in readers)
            db.AskPerson(Reading, board.Id, board.BranchId, reader, detail: reader);
    }
}
