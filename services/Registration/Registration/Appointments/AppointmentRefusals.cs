namespace Clinic.Registration.Appointments;

/// <summary>What the acts of this area refuse.</summary>
public static class AppointmentRefusals
{
    /// <summary>R-073: a visit cannot go on without a chart.</summary>
    public static readonly Refusal ChartRequired = new("chart-required", "Open a chart for this client first, then check in.");

    /// <summary>Something stands against the time; the body names all of it.</summary>
    public static readonly Refusal SlotTaken = new("slot-taken", "This time cannot be had; choose another one.");

    /// <summary>A time lies ahead, begins with a minute, and is no more than a year away.</summary>
    public static readonly Refusal SlotImpossible = new(
        "slot-impossible",
        "Name a whole minute in the future, no more than a year ahead.",
        400
    );

    /// <summary>A wish that the branch cannot answer, because it is closed; the body names when it opens next.</summary>
    public static readonly Refusal OutsideHours = new(
        "outside-hours",
        "The branch is closed then; choose a time at which it is open, or say why this one."
    );

    /// <summary>Whoever decides too late asks for the time again.</summary>
    public static readonly Refusal HoldExpired = new("hold-expired", "The time is not held any more; hold it again, if it is still free.");

    /// <summary>An accompanied visit's appointment is asked for by Escort, by message.</summary>
    public static readonly Refusal EscortAsksItself = new(
        "escort-asks-itself",
        "An escort's request comes by itself; name how the client asked.",
        400
    );

    /// <summary>Late is after the time kept, and the same day.</summary>
    public static readonly Refusal LatenessImpossible = new(
        "lateness-impossible",
        "Name a time after the appointment, at most eight hours later.",
        400
    );

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "appointment-out-of-order",
        "This cannot be done in the state of the appointment; the answer names the state."
    );

    /// <summary>WF-03: no transition but those of the clinic's way.</summary>
    public static Refusal OutOfOrder(AppointmentState state) =>
        new("appointment-out-of-order", $"This cannot be done with an appointment that is {state}.");

    /// <summary>An absence ends after it begins and is not over yet.</summary>
    public static readonly Refusal AbsenceImpossible = new(
        "absence-impossible",
        "Name a time that is not over, begins within a year, ends after it begins and lasts at most a year.",
        400
    );

    /// <summary>What HR approved, HR takes back.</summary>
    public static readonly Refusal LeaveIsOfHr = new("leave-is-of-hr", "This leave was approved by HR; HR takes it back.");

    /// <summary>What somebody still counts on is not closed.</summary>
    public static readonly Refusal StillUsed = new(
        "still-used",
        "Doctors, appointments, shifts or places still belong to it; move them first."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [AppointmentTables.DoctorOnceAtATime] = SlotTaken,
        [AppointmentTables.ClientOnceAtATime] = SlotTaken,
        [AppointmentTables.RoomOnceAtATime] = SlotTaken,
    };
}
