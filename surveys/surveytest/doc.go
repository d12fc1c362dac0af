// Package surveytest gives tests a database of their own on both engines and a cast of people to act in it. Only tests
// import it.
package surveytest
