namespace Clinic.Escort.Engagements;

/// <summary>The way a client asked .</summary>
public enum Channel
{
    Phone,
    WebPlatform,
    WalkIn,
    Other,
}
